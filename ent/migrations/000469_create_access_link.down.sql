DROP TABLE access_link;
