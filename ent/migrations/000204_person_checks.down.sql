ALTER TABLE person
    DROP CONSTRAINT person_name_cipher,
    DROP CONSTRAINT person_phone_whole;
