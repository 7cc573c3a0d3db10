ALTER TABLE extension
    DROP CONSTRAINT extension_granted,
    DROP CONSTRAINT extension_by_another,
    DROP CONSTRAINT extension_decided,
    DROP CONSTRAINT extension_later,
    DROP CONSTRAINT extension_reason,
    DROP CONSTRAINT extension_state;
