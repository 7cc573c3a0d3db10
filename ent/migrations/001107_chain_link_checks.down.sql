ALTER TABLE chain_link
    DROP CONSTRAINT chain_link_span,
    DROP CONSTRAINT chain_link_moved,
    DROP CONSTRAINT chain_link_cause;
