ALTER TABLE chain_link DROP CONSTRAINT chain_link_current;
