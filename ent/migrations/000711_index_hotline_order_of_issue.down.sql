DROP INDEX "hotline_order_of_issue";
