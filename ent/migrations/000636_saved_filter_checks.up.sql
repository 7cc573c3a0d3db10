ALTER TABLE saved_filter ADD CONSTRAINT saved_filter_text CHECK (length(display_name) BETWEEN 1 AND 50 AND octet_length(filter) <= 2048 AND octet_length(order_by) <= 256);
