DROP INDEX rating_to_publish;
