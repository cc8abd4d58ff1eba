#!/bin/sh
# Keeps a record of the states of the group: the time and the state, a line each.
echo "$(date '+%F %T') $1" >> /run/vrrp-states
