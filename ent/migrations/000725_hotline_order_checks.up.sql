ALTER TABLE hotline_order ADD CONSTRAINT hotline_order_known_by CHECK (source <> '' AND external_no <> '');
ALTER TABLE hotline_order ADD CONSTRAINT hotline_order_satisfaction CHECK (callback_satisfaction IN ('SATISFIED', 'BASICALLY', 'DISSATISFIED'));
