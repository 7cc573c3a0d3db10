ALTER TABLE hotline_order DROP CONSTRAINT hotline_order_satisfaction;
ALTER TABLE hotline_order DROP CONSTRAINT hotline_order_known_by;
