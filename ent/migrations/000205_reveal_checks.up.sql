ALTER TABLE reveal
    ADD CONSTRAINT reveal_field CHECK (personal_field IN ('NAME', 'PHONE')),
    ADD CONSTRAINT reveal_reason CHECK (btrim(reason) <> '' AND char_length(reason) <= 200);
