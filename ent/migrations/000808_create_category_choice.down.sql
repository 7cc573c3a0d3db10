DROP TABLE category_choice;
