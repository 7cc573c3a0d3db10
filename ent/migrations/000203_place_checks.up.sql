ALTER TABLE place
    ADD CONSTRAINT place_kind CHECK (kind IN ('GRID', 'BUILDING', 'DOOR', 'HOUSEHOLD', 'ADDRESS')),
    ADD CONSTRAINT place_not_its_own_parent CHECK (parent_id <> id),
    ADD CONSTRAINT place_name CHECK (btrim(name) <> '' AND char_length(name) <= 200),
    ADD CONSTRAINT place_datum CHECK (datum IN ('WGS84', 'GCJ02', 'CGCS2000')),
    ADD CONSTRAINT place_coordinates_whole CHECK (
        num_nonnulls(latitude, longitude, datum, latitude_e7, longitude_e7) IN (0, 5)),
    ADD CONSTRAINT place_coordinates_range CHECK (
        latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180
        AND latitude_e7 BETWEEN -900000000 AND 900000000 AND longitude_e7 BETWEEN -1800000000 AND 1800000000);
