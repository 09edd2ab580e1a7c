"""Claims to edges with reasons, edges to incidents."""
