#!/bin/bash
if [[ -z "$(ps aux | grep "nginx: master process" | grep -v grep)" ]]; then
    systemctl restart nginx
    sleep 5
    if [[ -z "$(ps aux | grep "nginx: master process" | grep -v grep)" ]]; then
        systemctl stop keepalived
    fi
fi
