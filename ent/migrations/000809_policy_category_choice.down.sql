DROP POLICY category_choice_tenant ON category_choice;
