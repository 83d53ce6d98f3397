-- The particulars of cases that are there already are those of their organisation
-- as it is now: nothing older is known.

UPDATE case_file SET particulars = (SELECT json_object('name', a.name, 'name_kana', a.name_kana, 'name_en', a.name_en,
	'corporate_number', a.corporate_number, 'address', a.address, 'region', a.region, 'industry', a.industry,
	'capital', a.capital, 'persons', a.persons, 'website', a.website, 'sample', json(CASE a.sample WHEN 0 THEN 'false' ELSE 'true' END))
	FROM applicant a WHERE a.id = applicant_id);
