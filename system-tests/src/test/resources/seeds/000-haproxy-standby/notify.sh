#!/bin/sh
# Keeps a record of the states of the group.
echo "$1" >> /run/lab/states
