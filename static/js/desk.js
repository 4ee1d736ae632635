// The page's own behaviour, on top of what works without it.
import "./events.js";
import "./place.js";
import "./views.js";
import "./ahead.js";
import "./strip.js";
import "./keys.js";
import "./share.js";
import "./screen.js";
import "./drawer.js";
import "./lanes.js";
