"""What tests over HTTP need."""

from tests.world import no_collected_files as no_collected_files
