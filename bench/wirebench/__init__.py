"""Measures VRRP daemons from outside: in network namespaces, by what is seen on the wire."""
