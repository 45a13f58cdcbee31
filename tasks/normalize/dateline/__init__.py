"""The opening of a wire story that says where, when and by whom it was filed."""
