DROP INDEX counted_order_one_current;
