ALTER TABLE counted_order
    DROP CONSTRAINT counted_order_span, DROP CONSTRAINT counted_order_satisfaction, DROP CONSTRAINT counted_order_answers;
