ALTER TABLE person
    ADD CONSTRAINT person_name_cipher CHECK (octet_length(name_cipher) > 0),
    ADD CONSTRAINT person_phone_whole CHECK (num_nonnulls(phone_cipher, phone_index) IN (0, 2));
