DELETE FROM revision WHERE collection = 'categories';
