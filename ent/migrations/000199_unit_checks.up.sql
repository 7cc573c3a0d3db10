ALTER TABLE unit
    ADD CONSTRAINT unit_kind CHECK (kind IN (
        'DISTRICT', 'SUB_DISTRICT', 'AREA_OFFICE', 'TOWN', 'TOWNSHIP', 'COMMUNITY', 'VILLAGE', 'GRID', 'DEPARTMENT',
        'MERCHANT', 'ENTERPRISE', 'PUBLIC_UNIT', 'PARTY_ORG', 'ART_GROUP', 'SOCIAL_ORG', 'PROFESSIONAL_ORG',
        'SOCIAL_CAPITAL', 'SCHOOL', 'PROPERTY_COMPANY', 'RESIDENTS_COMMITTEE', 'COMMUNITY_PARTY_ORG', 'UTILITY')),
    ADD CONSTRAINT unit_root_is_the_district CHECK ((parent_id IS NULL) = (kind = 'DISTRICT')),
    ADD CONSTRAINT unit_not_its_own_parent CHECK (parent_id <> id),
    ADD CONSTRAINT unit_name CHECK (btrim(name) <> '' AND char_length(name) <= 100),
    ADD CONSTRAINT unit_code_format CHECK (
        CASE
            WHEN kind = 'DISTRICT' THEN code ~ '^[0-9]{6}$'
            WHEN kind IN ('SUB_DISTRICT', 'AREA_OFFICE', 'TOWN', 'TOWNSHIP') THEN code ~ '^[0-9]{9}$'
            WHEN kind IN ('COMMUNITY', 'VILLAGE') THEN code ~ '^[0-9]{12}$'
            WHEN kind = 'GRID' THEN code ~ '^[0-9]{15}$'
            ELSE code ~ '^[0-9A-Za-z_-]{1,40}$'
        END);
