-- Of old issues it is not known any more; what was named is left where it is.
UPDATE issue SET located_by = CASE WHEN place_id IS NOT NULL THEN 'PLACE' ELSE 'NAME' END WHERE sub_district_id IS NOT NULL;
