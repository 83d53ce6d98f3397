UPDATE mark SET place = CASE WHEN rank > 0 THEN 'list ' || lpad(rank::text, 12, '0') ELSE 'own ' || coalesce(granted, '') END;
