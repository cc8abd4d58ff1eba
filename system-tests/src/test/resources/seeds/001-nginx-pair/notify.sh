#!/bin/bash
# Two lines of mail and an empty one, appended to a file: who has become what, and for which address.
vip=$1
role=$2
{
    echo "$(hostname) to be ${role}: ${vip} floating"
    echo "$(date '+%F %H:%M:%S'): vrrp transition, $(hostname) changed to be ${role}"
    echo
} >> /run/lab/keepalived.mail
