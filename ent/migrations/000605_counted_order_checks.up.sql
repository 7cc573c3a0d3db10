ALTER TABLE counted_order
    ADD CONSTRAINT counted_order_span CHECK (until > since),
    ADD CONSTRAINT counted_order_satisfaction CHECK (satisfaction IN ('', 'SATISFIED', 'BASICALLY', 'DISSATISFIED')),
    ADD CONSTRAINT counted_order_answers CHECK (valid = (satisfaction <> '') AND (valid OR NOT contacted AND NOT solved));
