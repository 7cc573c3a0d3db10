DROP INDEX unit_one_district;
