-- the cell of internal/platform/geo: 0.005 degree each way, numbered row by row
UPDATE issue SET cell = (latitude_e7::bigint + 900000000) / 50000 * 72000 + ((longitude_e7::bigint + 1800000000) / 50000) % 72000
    WHERE latitude_e7 IS NOT NULL AND longitude_e7 IS NOT NULL;
