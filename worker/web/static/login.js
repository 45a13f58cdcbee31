// The token goes to the server once; what stays is a cookie that scripts cannot read.
import { act } from "./server.js";

document.getElementById("login").addEventListener("submit", async (event) => {
  event.preventDefault();
  const token = document.getElementById("token");
  const said = document.getElementById("said");
  try {
    await act("/login", { token: token.value });
    location.replace("/");
  } catch (error) {
    said.textContent = error.message;
    token.select();
  }
});
