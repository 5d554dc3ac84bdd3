"""An invented township and its two years, to try the product on and to test it with."""
