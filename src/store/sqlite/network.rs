//! File systems shared between machines, where a database is refused: their locks cannot be trusted, and
//! a damaged log may look whole.

use std::{fs, os::unix::fs::MetadataExt, path::Path};

use nix::sys::statfs;

use super::place::unusable;
use crate::store::{Error, Result};

/// Those that the kernel names by a number of their own (statfs(2), linux/magic.h).
const NETWORK: [(i64, &str); 19] = [
    (0x6969, "NFS"),
    (0x517B, "SMB"),
    (0xFF53_4D42, "CIFS"),
    (0xFE53_4D42, "SMB2"),
    (0x564C, "NCP"),
    (0x0102_1997, "9P"),
    (0x5346_414F, "AFS"),
    (0x6B41_4653, "AFS"),
    (0x00C3_6400, "CephFS"),
    (0x7375_7245, "Coda"),
    (0x0BD0_0BD0, "Lustre"),
    (0x0116_1970, "GFS2"),
    (0x7461_636F, "OCFS2"),
    (0x4750_4653, "GPFS"),
    (0x1983_0326, "BeeGFS"),
    (0x2003_0528, "OrangeFS"),
    (0x786F_4256, "vboxsf"),
    (0xBACB_ACBC, "vmhgfs"),
    (0x7C7C_6673, "prl_fs"),
];

/// What a program serves: the number does not say whether from this machine.
const FUSE: i64 = 0x6573_5546;

/// Refuses a folder or file on a network file system. What a program serves (FUSE: sshfs, rclone, the
/// shared folders of virtual machines) is one, unless it serves a disk of this machine.
///
/// # Errors
///
/// Returns [`Error::Network`], or [`Error::Unusable`] if the system does not say.
pub(super) fn refuse_network(path: &Path) -> Result<()> {
    let kind = statfs::statfs(path).map_err(|e| unusable(path, e))?.filesystem_type().0;
    // The kernel's number has 32 bits; what is above is the sign.
    #[allow(clippy::cast_lossless, clippy::unnecessary_cast, reason = "its width differs between platforms")]
    let kind = kind as i64 & 0xFFFF_FFFF;
    let kind = match NETWORK.iter().find(|(magic, _)| *magic == kind) {
        Some((_, name)) => *name,
        None if kind == FUSE && !on_a_disk(path) => "FUSE",
        None => return Ok(()),
    };
    Err(Error::Network { path: path.to_owned(), kind })
}

/// Tells whether what a program serves here is a disk of this machine.
fn on_a_disk(path: &Path) -> bool {
    let device = fs::metadata(path).map(|meta| meta.dev());
    let mounts = fs::read_to_string("/proc/self/mountinfo");
    device.is_ok_and(|device| {
        let (major, minor) = (nix::sys::stat::major(device), nix::sys::stat::minor(device));
        mounts.is_ok_and(|mounts| kind_of(&mounts, &format!("{major}:{minor}")) == Some("fuseblk"))
    })
}

/// Returns the kind of the file system with this device, as in `/proc/self/mountinfo`.
fn kind_of<'m>(mounts: &'m str, device: &str) -> Option<&'m str> {
    let mount = mounts.lines().find(|line| line.split(' ').nth(2) == Some(device))?;
    mount.split_once(" - ")?.1.split(' ').next()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_a_program_serves_is_told_from_a_disk_by_the_table_of_mounts() {
        let mounts = "24 30 0:22 / /proc rw,nosuid shared:12 - proc proc rw\n\
                      71 30 8:17 / /media/usb\\040disk rw shared:40 - fuseblk /dev/sdb1 rw,user_id=0\n\
                      72 30 0:51 / /mnt/far rw - fuse.sshfs ana@far:/srv rw\n";
        assert_eq!(kind_of(mounts, "8:17"), Some("fuseblk"));
        assert_eq!(kind_of(mounts, "0:51"), Some("fuse.sshfs"));
        assert_eq!(kind_of(mounts, "9:9"), None);
        assert_eq!(kind_of("nonsense", "9:9"), None);
    }
}
