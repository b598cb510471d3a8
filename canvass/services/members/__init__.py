"""People of an organization: who comes, what they do, who leaves."""
