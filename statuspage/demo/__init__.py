"""A made-up company and the story of its last ten weeks, for whoever sees a page the first time."""
