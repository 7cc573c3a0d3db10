UPDATE issue SET tier = c.tier FROM category c WHERE c.tenant_id = issue.tenant_id AND c.id = issue.category_id;
