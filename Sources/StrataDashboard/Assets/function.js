// One function: its history stays live.
import { keepLive } from "/assets/live.js";

keepLive();
