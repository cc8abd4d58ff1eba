#!/bin/bash
# Counts the processes of haproxy.
count=$(pgrep -xc haproxy)
[ "$count" -gt 0 ]
