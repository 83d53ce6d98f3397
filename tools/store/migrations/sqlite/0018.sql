UPDATE mark SET place = CASE WHEN rank > 0 THEN 'list ' || substr('000000000000' || rank, -12) ELSE 'own ' || coalesce(granted, '') END;
