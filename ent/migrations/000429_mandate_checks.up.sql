ALTER TABLE mandate
    ADD CONSTRAINT mandate_basis CHECK (basis IN ('CONSENT', 'GUARDIANSHIP')),
    ADD CONSTRAINT mandate_state CHECK (state IN ('REQUESTED', 'ACTIVE', 'REJECTED', 'ENDED', 'EXPIRED')),
    ADD CONSTRAINT mandate_acts CHECK (jsonb_typeof(acts) = 'array' AND jsonb_array_length(acts) > 0),
    ADD CONSTRAINT mandate_two_persons CHECK (person_id <> delegate_id),
    ADD CONSTRAINT mandate_consent CHECK (consent IN ('PHONE_CODE', 'IN_PERSON')),
    ADD CONSTRAINT mandate_consent_recorded CHECK (num_nonnulls(person_id, consent, consent_time) IN (0, 3)
        AND (state <> 'ACTIVE' OR consent IS NOT NULL) AND (state NOT IN ('REQUESTED', 'REJECTED') OR consent IS NULL)),
    ADD CONSTRAINT mandate_phone_until_consent CHECK (consent IS NULL OR phone_cipher IS NULL),
    ADD CONSTRAINT mandate_guardianship_in_person CHECK (basis <> 'GUARDIANSHIP' OR consent <> 'PHONE_CODE'),
    ADD CONSTRAINT mandate_witnessed CHECK (coalesce(consent = 'IN_PERSON', false) = (witness_id IS NOT NULL)),
    ADD CONSTRAINT mandate_not_witnessed_by_a_party CHECK (witness_id <> delegate_id AND witness_id <> person_id),
    ADD CONSTRAINT mandate_somebody_consents CHECK (unit_id IS NOT NULL OR basis = 'CONSENT' AND (phone_cipher IS NOT NULL OR state <> 'REQUESTED'));
