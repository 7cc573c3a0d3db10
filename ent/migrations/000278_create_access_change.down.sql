DROP TABLE access_change;
