"""Read + extract + link + store: what the commands ``extract`` and ``load`` do."""
