"""What readers see while parts are down, tried on real services that are broken."""
