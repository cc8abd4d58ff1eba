#!/bin/bash
# Unpacks what a kernel with IPVS takes into the folder UML_HOME, 120 MB: user-mode Linux, kmod and ipvsadm from this machine's
# own Debian repositories. Nothing is installed. It does nothing where that was done before, and ends with 3 where the packages
# cannot be had.
set -euo pipefail
home=${UML_HOME:?name the folder in UML_HOME}
mkdir -p "$home"
cd "$home"
exec 9> lock
flock 9
[ -e complete ] && exit 0
packages=(user-mode-linux kmod ipvsadm)
for library in libpopt.so.0:libpopt0 libnl-3.so.200:libnl-3-200 libnl-genl-3.so.200:libnl-genl-3-200; do
    ldconfig -p | grep -q "${library%%:*}" || packages+=("${library#*:}")
done
rm -rf tree debs
mkdir tree debs
cd debs
for package in "${packages[@]}"; do
    timeout 300 apt-get -o APT::Sandbox::User=root download "$package" > ../download.log 2>&1 || {
        echo "apt-get download $package: $(tail -n 1 ../download.log)" >&2
        exit 3
    }
done
for archive in *.deb; do
    dpkg-deb -x "$archive" ../tree
done
cd ..
# The tree lies over a root whose /bin, /sbin and /lib are links into /usr.
for folder in bin sbin lib; do
    if [ -d tree/$folder ]; then
        mkdir -p tree/usr/$folder
        cp -a tree/$folder/. tree/usr/$folder/
        rm -rf tree/$folder
    fi
done
rm -rf debs
touch complete
