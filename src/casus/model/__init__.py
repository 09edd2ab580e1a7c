"""The ground floor: frozen values and their algebra. Standard library only."""
