ALTER TABLE rating
    DROP CONSTRAINT rating_by_another,
    DROP CONSTRAINT rating_ground,
    DROP CONSTRAINT rating_reviewed,
    DROP CONSTRAINT rating_appealed,
    DROP CONSTRAINT rating_published,
    DROP CONSTRAINT rating_state;
