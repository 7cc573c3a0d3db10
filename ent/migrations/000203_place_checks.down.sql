ALTER TABLE place
    DROP CONSTRAINT place_kind,
    DROP CONSTRAINT place_not_its_own_parent,
    DROP CONSTRAINT place_name,
    DROP CONSTRAINT place_datum,
    DROP CONSTRAINT place_coordinates_whole,
    DROP CONSTRAINT place_coordinates_range;
