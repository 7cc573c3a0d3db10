ALTER TABLE issue ADD CONSTRAINT issue_place_present CHECK (
  num_nonnulls(place_id, latitude_e7, address_cipher) >= 1);
