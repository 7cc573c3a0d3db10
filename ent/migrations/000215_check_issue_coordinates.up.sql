ALTER TABLE issue ADD CONSTRAINT issue_coordinates CHECK (
  num_nonnulls(latitude, longitude, datum, latitude_e7, longitude_e7) IN (0, 5)
  AND latitude BETWEEN -90 AND 90 AND longitude BETWEEN -180 AND 180 AND datum IN ('WGS84', 'GCJ02', 'CGCS2000')
  AND latitude_e7 BETWEEN -900000000 AND 900000000 AND longitude_e7 BETWEEN -1800000000 AND 1800000000);
