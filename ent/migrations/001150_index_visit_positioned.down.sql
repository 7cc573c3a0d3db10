DROP INDEX visit_positioned;
