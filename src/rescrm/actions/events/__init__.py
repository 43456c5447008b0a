"""Events: whom to look for, whom one met, what comes after."""
